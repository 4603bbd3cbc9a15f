/// Codes of the area `data`.
extension FindingCode {
  static let dataCodes: [FindingCode] =
    dataFileCodes + dataColumnCodes + dataValueCodes + dataRowCodes

  // MARK: Files

  private static let dataFileCodes: [FindingCode] = [
    unreadableData, unknownEncoding, invalidByte, nulCharacter, unclosedQuote, strayQuote,
    malformedJSON, notAnObject, repeatedJSONKey, dataLimit, noHeader, unusualDelimiter, emptyRows,
    surplusCells, unknownTable, malformedWorkbook,
  ]

  package static let unreadableData = FindingCode(
    "data.unreadable-file", .error, "A data file is missing or cannot be opened.",
    remedy: "Add the file to the drop under the name that the campaign gives, or correct the name.")
  package static let unknownEncoding = FindingCode(
    "data.unknown-encoding", .error, "The campaign names a text encoding that does not exist.",
    remedy: "Use a name such as utf-8, windows-1252, utf-16le or shift_jis.")
  package static let invalidByte = FindingCode(
    "data.invalid-byte", .error, "A data file holds a byte that its encoding does not allow.",
    remedy: "Save the file as UTF-8, or name its encoding with `encoding`.")
  package static let nulCharacter = FindingCode(
    "data.nul-character", .error, "A data file holds a NUL character.",
    remedy: "Export the file again; if it is UTF-16, say so with `encoding`.")
  package static let unclosedQuote = FindingCode(
    "data.unclosed-quote", .error, "A quoted cell is not closed before the end of the file.",
    remedy: "Close the quote; a quote inside a quoted cell is written twice.")
  package static let strayQuote = FindingCode(
    "data.stray-quote", .error, "Text follows the closing quote of a cell.",
    remedy: "Write a quote inside a quoted cell twice.")
  package static let malformedJSON = FindingCode(
    "data.malformed-json", .error, "A JSON file or line breaks the JSON grammar.",
    remedy: "Correct the text at the place named.")
  package static let notAnObject = FindingCode(
    "data.not-an-object", .error, "An element of a JSON file is no object.",
    remedy: "Write each row as an object of names and values.")
  package static let repeatedJSONKey = FindingCode(
    "data.repeated-json-key", .error, "A JSON object has the same key twice.",
    remedy: "Keep one of them.")
  package static let dataLimit = FindingCode(
    "data.limit-exceeded", .error, "A data file exceeds a limit.",
    remedy: "Make the file smaller, or raise the limit named.")
  package static let noHeader = FindingCode(
    "data.no-header", .error, "A table has no header row.",
    remedy: "Begin the file with a row of column names, or correct `header_row`.")
  package static let unusualDelimiter = FindingCode(
    "data.unusual-delimiter", .info, "Cells are separated by another character than usual.",
    remedy: "Nothing, or name the character with `delimiter`.")
  package static let emptyRows = FindingCode(
    "data.empty-rows", .info, "Rows without any value were skipped.",
    remedy: "Nothing, unless values are missing.")
  package static let surplusCells = FindingCode(
    "data.surplus-cells", .error, "A row has more cells than the header.",
    remedy: "Quote values that hold the delimiter, or remove the surplus cells.")
  package static let unknownTable = FindingCode(
    "data.unknown-table", .error, "The sheet or table to read is not there, or not clear.",
    remedy: "Name one of those listed with `sheet` or `table`.")
  package static let malformedWorkbook = FindingCode(
    "data.malformed-workbook", .error, "A workbook or database cannot be read.",
    remedy: "Save the file again with the program that made it.")

  // MARK: Columns

  private static let dataColumnCodes: [FindingCode] = [
    missingColumn, absentColumn, undeclaredColumn, duplicateColumn, ambiguousColumn,
    derivedFieldIsColumn,
    unknownJoinField, tooManyFields, dateFormat,
  ]

  package static let missingColumn = FindingCode(
    "data.missing-column", .error, "A column that the campaign needs is not in the file.",
    remedy: "Add the column, rename one, or map it with `columns`.")
  package static let absentColumn = FindingCode(
    "data.absent-column", .info, "The file has no column for an optional field.",
    remedy: "Nothing, unless the field should have values.")
  package static let undeclaredColumn = FindingCode(
    "data.undeclared-column", .info, "A column belongs to no declared field and is not used.",
    remedy: "Nothing, or declare the field.")
  package static let duplicateColumn = FindingCode(
    "data.duplicate-column", .error, "Two columns have the same header.",
    remedy: "Rename or remove one of them.")
  package static let ambiguousColumn = FindingCode(
    "data.ambiguous-column", .error, "Two columns match the same field.",
    remedy: "Rename one of them, or choose one with `columns`.")
  package static let derivedFieldIsColumn = FindingCode(
    "data.derived-column", .error, "A derived field has the name of a column.",
    remedy: "Give the derived field another name.")
  package static let unknownJoinField = FindingCode(
    "data.unknown-join-field", .error, "A join compares or sorts by a field that does not exist.",
    remedy: "Correct `by` or `order` of the join.")
  package static let tooManyFields = FindingCode(
    "data.too-many-fields", .error, "More fields are declared than a snapshot can hold.",
    remedy: "Declare only the fields that the template uses.")
  package static let dateFormat = FindingCode(
    "data.date-format", .error, "A date field's format cannot be used to read dates.",
    remedy: "Use the directives of strftime, with year, month and day.")

  // MARK: Values

  private static let dataValueCodes: [FindingCode] = [
    requiredValue, notAnInteger, notADecimal, notABoolean, notADate, notAnEmail, notAURL, notAColor,
    notAnImagePath, wrongShape, tooSmall, tooLarge, tooShort, tooLong, notOneOf, cellError,
    controlCharacter, templateSyntax, spreadsheetError,
  ]

  package static let requiredValue = FindingCode(
    "data.required", .error, "A required field is empty.", remedy: "Fill in the value.")
  package static let notAnInteger = FindingCode(
    "data.not-an-integer", .error, "A value is no whole number within 64 bits.",
    remedy: "Write a sign and digits only; name a `grouping` character if there is one.")
  package static let notADecimal = FindingCode(
    "data.not-a-decimal", .error, "A value is no plain decimal number.",
    remedy: "Write digits with one decimal separator, without exponent, percent or currency.")
  package static let notABoolean = FindingCode(
    "data.not-a-boolean", .error, "A value is neither true nor false.",
    remedy: "Write true or false, yes or no, y or n, t or f, 1 or 0.")
  package static let notADate = FindingCode(
    "data.not-a-date", .error, "A value is no date of the field's format, or no such day exists.",
    remedy: "Write the date as the field's format says.")
  package static let notAnEmail = FindingCode(
    "data.not-an-email", .error, "A value is no e-mail address.", remedy: "Correct the address.")
  package static let notAURL = FindingCode(
    "data.not-a-url", .error, "A value is no http, https or mailto address.",
    remedy: "Write the whole address, beginning with https://.")
  package static let notAColor = FindingCode(
    "data.not-a-color", .error, "A value is no CSS color.",
    remedy: "Write a color such as #ff5a1f, tomato or rgb(255 90 31).")
  package static let notAnImagePath = FindingCode(
    "data.not-an-image-path", .error, "A value is no relative path of a picture in the drop.",
    remedy: "Write the path relative to the drop, without leading slash, `..` or scheme.")
  package static let wrongShape = FindingCode(
    "data.wrong-shape", .error, "A structured value stands where another kind is declared.",
    remedy: "Write the value as the field's type asks.")
  package static let tooSmall = FindingCode(
    "data.too-small", .error, "A value is below the field's `min`.", remedy: "Correct the value.")
  package static let tooLarge = FindingCode(
    "data.too-large", .error, "A value is above the field's `max`.", remedy: "Correct the value.")
  package static let tooShort = FindingCode(
    "data.too-short", .error, "A text is shorter than the field's `min_length`.",
    remedy: "Correct the text.")
  package static let tooLong = FindingCode(
    "data.too-long", .error, "A text is longer than the field's `max_length`.",
    remedy: "Shorten the text.")
  package static let notOneOf = FindingCode(
    "data.not-one-of", .error, "A value is not among the field's `one_of`.",
    remedy: "Use one of the values listed.")
  package static let cellError = FindingCode(
    "data.cell-error", .error, "A spreadsheet cell holds an error, or a formula without a result.",
    remedy: "Correct the formula, and save the workbook with a program that computes it.")
  package static let controlCharacter = FindingCode(
    "data.control-character", .warning, "A control character was removed from a value.",
    remedy: "Remove it from the file.")
  package static let templateSyntax = FindingCode(
    "data.template-syntax", .info, "A value looks like template code; it is printed, not run.",
    remedy: "Nothing, unless the value should not print its braces.")
  package static let spreadsheetError = FindingCode(
    "data.spreadsheet-error", .info, "A value is the text of a spreadsheet error.",
    remedy: "Correct the spreadsheet, or list the text in `null`.")

  // MARK: Rows

  private static let dataRowCodes: [FindingCode] = [
    emptyKey, duplicateKey, nobodyTakesPart, orphanRows, missingPartner, severalPartners,
  ]

  package static let emptyKey = FindingCode(
    "data.empty-key", .error, "A row has no key.", remedy: "Fill in the key.")
  package static let duplicateKey = FindingCode(
    "data.duplicate-key", .error, "Several rows have the same key; all of them are left out.",
    remedy: "Keep one row per key.")
  package static let nobodyTakesPart = FindingCode(
    "data.no-recipients", .error, "No row takes part.",
    remedy: "Add rows, or correct the campaign's `where`.")
  package static let orphanRows = FindingCode(
    "data.orphan-rows", .warning, "Rows of a joined file belong to no recipient.",
    remedy: "Nothing, or correct the values that join them.")
  package static let missingPartner = FindingCode(
    "data.missing-partner", .error, "A joined file has no row for a recipient.",
    remedy: "Add the row, or make the join `optional: true`.")
  package static let severalPartners = FindingCode(
    "data.several-partners", .error, "A joined file has several rows for a recipient.",
    remedy: "Keep one of them, or make the join `many: true`.")
}
