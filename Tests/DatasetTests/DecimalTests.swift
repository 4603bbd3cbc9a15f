import Dataset
import Testing

@Suite struct DecimalTests {
  private func number(_ text: String) throws -> Decimal { try #require(Decimal(plain: text)) }

  @Test(arguments: ["0", "-12.50", "0.05", "12345678901234567890.10"])
  func printsAsItWasWritten(text: String) throws {
    #expect(try number(text).description == text)
  }

  @Test(arguments: ["", "-", ".", "1.", "1e3", "1,5", "12%", "€3", "0x1", "1.2.3", "١"])
  func refusesWhatIsNoPlainNumber(text: String) {
    #expect(Decimal(plain: text) == nil)
  }

  @Test func readsOtherMarks() {
    #expect(Decimal(plain: "1.234,50", point: ",", grouping: ".")?.description == "1234.50")
    #expect(Decimal(plain: "12.34", point: ",", grouping: ".") == nil)
    #expect(Decimal(plain: "1.2345", point: ",", grouping: ".") == nil)
    #expect(Decimal(plain: "1,5", point: ".", grouping: ",") == nil)
  }

  @Test func computesExactly() throws {
    #expect(try number("0.1").adding(number("0.2"))?.description == "0.3")
    #expect(try number("1.50").subtracting(number("2"))?.description == "-0.50")
    #expect(try number("-1.5").multiplied(by: number("1.5"))?.description == "-2.25")
    #expect(try number("10").divided(by: number("-4"), places: 3)?.description == "-2.500")
    #expect(try number("-7.5").remainder(dividingBy: number("2"))?.description == "0.5")
    #expect(try number("1").divided(by: number("0"), places: 3) == nil)
    #expect(try number("100").divided(by: number("3"), places: 2)?.description == "33.33")
  }

  @Test func roundsHalfToEven() throws {
    for (text, places, wanted) in [
      ("2.345", 2, "2.34"), ("2.355", 2, "2.36"), ("2.3451", 2, "2.35"), ("0.5", 0, "0"),
      ("1.5", 0, "2"), ("-1.5", 0, "-2"), ("1250", -2, "1200"), ("1350", -2, "1400"),
      ("0.05", 1, "0.0"), ("9.99", 1, "10.0"), ("3", 2, "3.00"), ("49", -2, "0"),
    ] {
      #expect(try number(text).rounded(to: places).description == wanted)
    }
    #expect(try number("2.5").rounded(to: 0, .halfAwayFromZero).description == "3")
    #expect(try number("-5.1").rounded(to: 0, .down).description == "-6")
    #expect(try number("-5.1").rounded(to: 0, .up).description == "-5")
  }

  @Test func knowsItsBounds() throws {
    #expect(try number("9223372036854775807").int64 == .max)
    #expect(try number("-9223372036854775808").int64 == .min)
    #expect(try number("9223372036854775808").int64 == nil)
    #expect(try number("3.00").int64 == 3)
    #expect(try number("3.01").int64 == nil)
    #expect(Decimal(Int64.min).description == "-9223372036854775808")
    let long = try number(String(repeating: "9", count: 600))
    #expect(long.multiplied(by: long) == nil)
    #expect(Decimal(plain: String(repeating: "9", count: 1_001)) == nil)
  }
}
