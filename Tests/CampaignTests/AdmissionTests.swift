import Findings
import Testing

@testable import Campaign

@Suite struct AdmissionTests {
  @Test(arguments: [
    ("1%", 7_000, 70), ("1%", 1, 1), ("1%", 101, 2), ("0%", 100, 0), ("0.5%", 100, 1),
    ("33.3%", 10, 4),
    ("25", 10, 25), ("100%", 7, 7), ("1%", 0, 0),
  ])
  func aLimitIsRoundedUp(_ text: String, _ participants: Int, _ allowed: Int) throws {
    #expect(try #require(ErrorLimit(text)).allowed(of: participants) == allowed)
  }

  @Test(arguments: [
    "", "%", "-1", "1.5", "101%", "1e3%", ".5%", "5.%", "99999999999999999999", "1 %",
  ])
  func otherLimitsAreNone(_ text: String) { #expect(ErrorLimit(text) == nil) }

  @Test func theGateDecidesWhoIsLeftOut() {
    let warning = Finding(.changedName, "", recipient: "A")
    let error = Finding(.emptyName, "", recipient: "A")
    #expect(!Admission().leavesOut(warning))
    #expect(Admission().leavesOut(error))
    #expect(Admission(gate: Gate(skip: .warning)).leavesOut(warning))
    #expect(!Admission(gate: Gate(skip: nil)).leavesOut(error))
    #expect(!Admission().leavesOut(Finding(.emptyName, "")))
  }

  @Test func errorsOfTheJobRefuseItAndSoDoesTheGate() {
    #expect(Admission().refuses(Finding(.emptyName, "")))
    #expect(!Admission().refuses(Finding(.emptyName, "", recipient: "A")))
    let strict = Admission(gate: Gate(fail: .warning))
    #expect(strict.refuses(Finding(.changedName, "", recipient: "A")))
    let refusals = strict.refusals(
      total: 9, leftOut: 0, findings: [Finding(.changedName, "x", recipient: "A")])
    #expect(refusals.map(\.code.name) == ["campaign.gate"])
  }

  @Test func aCodesSeverityIsTheGates() {
    let gate = Gate(codes: ["campaign.changed-name": .error])
    #expect(gate.applied(to: Finding(.changedName, "")).severity == .error)
    #expect(gate.applied(to: Finding(.nameCollision, "")).severity == .warning)
  }
}
