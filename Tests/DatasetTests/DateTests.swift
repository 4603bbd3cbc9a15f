import Dataset
import Testing

@Suite struct DateTests {
  @Test func countsDaysBothWays() throws {
    for days in [-719_528, -1, 0, 10_957, 20_778, 2_932_896] {
      #expect(try #require(CalendarDate(daysSinceEpoch: days)).daysSinceEpoch == days)
    }
    #expect(CalendarDate(year: 2_000, month: 2, day: 29).daysSinceEpoch == 11_016)
    #expect(CalendarDate(year: 2_026, month: 11, day: 21).weekday == 6)
    #expect(CalendarDate(daysSinceEpoch: .max) == nil)
  }

  @Test(arguments: [
    ("2026-11-21", "2026-11-21"), ("20261121", "2026-11-21"),
    ("2026-11-21T14:30", "2026-11-21T14:30:00"), ("2026-11-21 14:30:15Z", "2026-11-21T14:30:15Z"),
    ("2026-11-21T14:30:15.5+01:30", "2026-11-21T14:30:15+01:30"),
  ]) func readsISODates(text: String, wanted: String) {
    #expect(CalendarDate(iso: text)?.isoDescription == wanted)
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-1-1", "2026-11-21T25:00", "2026-11-21x", "26-11-21", "",
  ]) func refusesWhatDoesNotExist(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test(arguments: [
    ("%d.%m.%Y", "21.11.2026", "2026-11-21"), ("%m/%d/%y", "3/4/69", "2069-03-04"),
    ("%m/%d/%y", "03/04/70", "1970-03-04"), ("%e %B %Y", " 1 march 2026", "2026-03-01"),
    ("%b %d, %Y %I:%M %p", "Nov 21, 2026 02:30 pm", "2026-11-21T14:30:00"),
    ("%Y%m%d", "20261121", "2026-11-21"), ("%Y-%j", "2026-325", "2026-11-21"),
    ("%s", "1457913600", "2016-03-14T00:00:00Z"),
    ("%Y-%m-%dT%H:%M:%S%z", "2026-11-21T01:02:03+0100", "2026-11-21T01:02:03+01:00"),
  ]) func readsPatterns(pattern: String, text: String, wanted: String) {
    #expect(DatePattern(pattern).date(from: text)?.isoDescription == wanted)
  }

  @Test(arguments: [
    ("%d.%m.%Y", "21.11.2026 "), ("%d.%m.%Y", "31.02.2026"), ("%Y", "26"), ("%d.%m.%Y", "21.11.26"),
    ("%A %d.%m.%Y", "Monday 21.11.2026"), ("%H:%M", "10:30"),
  ]) func matchesTheWholeValue(pattern: String, text: String) {
    #expect(DatePattern(pattern).date(from: text) == nil)
  }

  @Test func namesDirectivesWithoutMeaning() {
    #expect(DatePattern("%Y %Q %E").unknownDirectives == ["%Q", "%E"])
  }
}
