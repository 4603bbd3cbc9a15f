#!/usr/bin/env python3
"""Makes the files of Tests/Datasets with the programs that people make theirs with, and expected.json,
which says what each of them holds.

    python3 -m venv venv && venv/bin/pip install openpyxl XlsxWriter odfpy
    apt-get install libreoffice-calc-nogui
    venv/bin/python Tests/Datasets/make.py

What a file holds is known from the values that were handed to its writer, never from reading it back.
"""
import csv, datetime, io, json, os, random, shutil, sqlite3, struct, subprocess, tempfile, zipfile

import openpyxl, xlsxwriter

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = ["id", "name", "note", "n", "d", "b", "t", "l"]
cases = []

D = datetime.date
ROWS = [
    # id, name, note, integer, decimal (as text), boolean, date, list
    ("A1", "Ada Lovelace", "plain", 42, "12.50", True, D(2024, 2, 29), ["rock", "pop"]),
    ("A2", "Zoë Müller-Łuczak", 'says "hi", twice', -7, "-0.05", False, D(1999, 12, 31), ["x"]),
    ("A3", "東京 太郎", "line one\nline two", 0, "0", True, D(2000, 1, 1), []),
    ("A4", "Αλέξης", None, 9007199254740993, "123456789012.345", False, D(1970, 1, 1), ["a", "b", "c"]),
    ("A5", "O'Brien; Esq., Jr. | Sr.\tTab", "=1+1", 1, "1", True, D(2038, 1, 19), ["é"]),
]
LATIN = [r for r in ROWS if r[0] in ("A1", "A5")] + [
    ("A6", "José Ángel Ñuñez", "café", 3, "3.10", False, D(2001, 2, 3), ["ü"])]


def expected(rows, fields=FIELDS, first=2, numbers=None):
    """What the rows mean: `numbers` are the rows' numbers in the file."""
    out = []
    for index, row in enumerate(rows):
        values = {}
        for field, value in zip(FIELDS, row):
            if field not in fields:
                continue
            if value is None or value == "":
                values[field] = None
            elif isinstance(value, bool):
                values[field] = value
            elif isinstance(value, D):
                values[field] = value.isoformat()
            elif isinstance(value, list):
                values[field] = value
            else:
                values[field] = str(value)
        out.append({"row": numbers[index] if numbers else first + index, "fields": values})
    return out


def case(name, rows, findings=(), **options):
    cases.append({"file": name, "options": options, "rows": rows, "findings": sorted(findings)})


def text(value, boolean=("true", "false"), date="%Y-%m-%d", separator="|"):
    if value is None:
        return ""
    if isinstance(value, bool):
        return boolean[0] if value else boolean[1]
    if isinstance(value, D):
        return value.strftime(date)
    if isinstance(value, list):
        return separator.join(value)
    return str(value)


def write(name, data):
    with open(os.path.join(HERE, name), "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode("utf-8"))


def csv_text(rows, fields=FIELDS, header=None, **dialect):
    out = io.StringIO(newline="")
    writer = csv.writer(out, **dialect)
    writer.writerow(header or fields)
    for row in rows:
        writer.writerow([text(v) for f, v in zip(FIELDS, row) if f in fields])
    return out.getvalue()


def csv_lines(rows, **dialect):
    """The number of the line on which each record begins does not matter, only its record number."""
    return expected(rows)


# --- Delimited text, written by Python's csv ------------------------------------------------------
for label, delimiter in (("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")):
    # A list's separator is a bar; where that delimits cells, cells with one are quoted by the writer.
    for quoting, kind in ((csv.QUOTE_MINIMAL, "minimal"), (csv.QUOTE_ALL, "all")):
        name = f"python-{label}-{kind}.csv"
        write(name, csv_text(ROWS, delimiter=delimiter, quoting=quoting))
        case(name, expected(ROWS), [] if label == "comma" else ["data.unusual-delimiter"])
write("python-tab.tsv", csv_text(ROWS, dialect="excel-tab"))
case("python-tab.tsv", expected(ROWS))
write("python-unix.csv", csv_text(ROWS, dialect="unix"))
case("python-unix.csv", expected(ROWS))
write("python-cr.csv", csv_text(LATIN, lineterminator="\r"))
case("python-cr.csv", expected(LATIN))
write("python-escaped-nothing.csv", csv_text(ROWS[:1], quoting=csv.QUOTE_NONNUMERIC))
case("python-escaped-nothing.csv", expected(ROWS[:1]))

for codec, label, rows in (
    ("utf-8-sig", None, ROWS), ("utf-16", None, ROWS), ("utf-16-be", "utf-16be", ROWS),
    ("cp1252", "windows-1252", LATIN), ("latin-1", "iso-8859-1", LATIN),
    ("iso8859-15", "iso-8859-15", LATIN), ("mac-roman", "macintosh", LATIN),
):
    name = f"encoding-{codec}.csv"
    write(name, csv_text(rows).encode(codec))
    case(name, expected(rows), **({"encoding": label} if label else {}))
for codec, label, name_text in (
    ("cp1251", "windows-1251", "Юрий Гагарин"), ("koi8-r", "koi8-r", "Юрий Гагарин"),
    ("shift_jis", "shift_jis", "東京 太郎 ソ表"), ("euc-jp", "euc-jp", "東京"),
    ("gb18030", "gb18030", "张伟 𠮷"), ("big5", "big5", "陳大文"), ("euc-kr", "euc-kr", "김철수"),
    ("iso8859-2", "iso-8859-2", "Łukasz Žižka"), ("cp1250", "windows-1250", "Jiří Ďuriš"),
    ("cp1253", "windows-1253", "Αλέξης"), ("cp1255", "windows-1255", "שלום"),
    ("cp1256", "windows-1256", "محمد"), ("cp874", "windows-874", "สมชาย"),
):
    rows = [("A1", name_text, "x", 1, "1", True, D(2020, 1, 2), [])]
    name = f"encoding-{codec}.csv"
    write(name, csv_text(rows).encode(codec))
    case(name, expected(rows), encoding=label)

# The ways of people and programs with one and the same table.
write("blank-lines.csv", "id,name\n\nA1,Ada\n\n\nA2,Bo\n\n")
case("blank-lines.csv", [{"row": 3, "fields": {"id": "A1", "name": "Ada"}},
                         {"row": 6, "fields": {"id": "A2", "name": "Bo"}}])
write("short-rows.csv", "id,name,note,n\nA1\nA2,Bo\n")
case("short-rows.csv", [{"row": 2, "fields": {"id": "A1", "name": None, "n": None}},
                        {"row": 3, "fields": {"id": "A2", "name": "Bo", "note": None}}])
write("trailing-empty-cells.csv", "id,name\nA1,Ada,,,\n")
case("trailing-empty-cells.csv", [{"row": 2, "fields": {"id": "A1", "name": "Ada"}}])
write("header-in-row-3.csv", "Exported on 1 May\n\nid,name\nA1,Ada\n")
case("header-in-row-3.csv", [{"row": 4, "fields": {"id": "A1", "name": "Ada"}}], header_row=3)
write("excel-sep.csv", "sep=;\r\nid;name;d\r\nA1;Ada;1,5\r\n")
# Excel takes the first line for itself and counts without it.
case("excel-sep.csv", [{"row": 2, "fields": {"id": "A1", "name": "Ada", "d": "1.5"}}],
     ["data.unusual-delimiter"], decimal=",")
write("german-numbers.csv", "id;n;d\nA1;1.234.567;-1.234,50\nA2;12;0,5\n")
case("german-numbers.csv", [{"row": 2, "fields": {"n": "1234567", "d": "-1234.50"}},
                            {"row": 3, "fields": {"n": "12", "d": "0.5"}}],
     ["data.unusual-delimiter"], decimal=",", grouping=".")
write("swiss-numbers.csv", "id,n,d\nA1,1'234'567,1'234.50\n")
case("swiss-numbers.csv", [{"row": 2, "fields": {"n": "1234567", "d": "1234.50"}}], grouping="'")
write("null-texts.csv", "id,name,n\nA1,#N/A,-\nA2,NULL,5\n")
case("null-texts.csv", [{"row": 2, "fields": {"name": None, "n": None}},
                        {"row": 3, "fields": {"name": None, "n": "5"}}], null=["#N/A", "-", "NULL"])
write("white-space.csv", "id , name\n  A1 ,  Ada \n")
case("white-space.csv", [{"row": 2, "fields": {"id": "A1", "name": "Ada"}}])
write("kept-white-space.csv", "id,name\nA1,  Ada \n")
case("kept-white-space.csv", [{"row": 2, "fields": {"id": "A1", "name": "  Ada "}}], trim=False)
write("headers-loosely.csv", "I-D,NA_ME,N o t e\nA1,Ada,x\n")
case("headers-loosely.csv", [{"row": 2, "fields": {"id": "A1", "name": "Ada", "note": "x"}}])
write("undeclared-columns.csv", "id,name,other,other,\nA1,Ada,1,2,3\n")
case("undeclared-columns.csv", [{"row": 2, "fields": {"id": "A1", "name": "Ada"}}],
     ["data.undeclared-column", "data.duplicate-column"])
write("booleans.csv", "id,b\n" + "".join(f"{i},{v}\n" for i, v in enumerate(
    "true FALSE Yes no Y n T f 1 0".split())))
case("booleans.csv", [{"row": 2 + i, "fields": {"b": v}} for i, v in enumerate([True, False] * 5)])
write("long-cell.csv", "id,name\nA1," + "x" * 300_000 + "\n")
case("long-cell.csv", [{"row": 2, "fields": {"name": "x" * 300_000}}])
write("wide.csv", "id," + ",".join(f"c{i}" for i in range(1_500)) + ",name\nA1,"
      + ",".join("1" for _ in range(1_500)) + ",Ada\n")
case("wide.csv", [{"row": 2, "fields": {"id": "A1", "name": "Ada"}}], ["data.undeclared-column"])
random.seed(3)
many = [(f"K{i}", random.choice(["Ada", "Bo", "Çem"]), None, i, f"{i}.25", i % 2 == 0,
         D(2000 + i % 30, 1 + i % 12, 1 + i % 28), []) for i in range(2_000)]
write("two-thousand.csv", csv_text(many))
case("two-thousand.csv", expected(many))

# --- JSON, written by Python's json ---------------------------------------------------------------


def json_row(row, strings=False):
    out = {}
    for field, value in zip(FIELDS, row):
        if isinstance(value, D):
            value = value.isoformat()
        if field == "d" and not strings:
            value = DecimalText(value)
        if field == "n" and strings:
            value = str(value)
        out[field] = value
    return out


class DecimalText(float):
    """A number that json prints with the digits it was given."""
    def __new__(cls, digits):
        self = super().__new__(cls, digits)
        self.digits = digits
        return self

    def __repr__(self):
        return self.digits


def dump(value, **options):
    # json prints floats by float.__repr__; ours know better.
    encoder = json.JSONEncoder(**options)
    original = float.__repr__
    marks = {}

    def mark(item):
        if isinstance(item, DecimalText):
            key = f"@@{len(marks)}@@"
            marks[f'"{key}"'] = item.digits
            return key
        if isinstance(item, dict):
            return {k: mark(v) for k, v in item.items()}
        if isinstance(item, list):
            return [mark(v) for v in item]
        return item

    out = encoder.encode(mark(value))
    for key, digits in marks.items():
        out = out.replace(key, digits)
    return out


def elements(rows):
    return expected(rows, first=1)


write("array.json", dump([json_row(r) for r in ROWS]))
case("array.json", elements(ROWS))
write("array-pretty.json", dump([json_row(r) for r in ROWS], indent=2, ensure_ascii=False))
case("array-pretty.json", elements(ROWS))
write("array-strings.json", dump([json_row(r, strings=True) for r in ROWS]))
case("array-strings.json", elements(ROWS))
write("array-bom.json", ("\ufeff" + dump([json_row(r) for r in ROWS[:2]])).encode("utf-8"))
case("array-bom.json", elements(ROWS[:2]))
write("array-utf16.json", dump([json_row(r) for r in ROWS], ensure_ascii=False).encode("utf-16"))
case("array-utf16.json", elements(ROWS))
write("missing-keys.json", '[{"id": "A1"}, {"id": "A2", "name": null, "extra": 1}]')
case("missing-keys.json", [{"row": 1, "fields": {"id": "A1", "name": None}},
                           {"row": 2, "fields": {"id": "A2", "name": None}}],
     ["data.undeclared-column"])
write("escapes.json", r'[{"id": "A\u0031", "name": "\ud83c\udfb5 \"\\\/\b\f\n\r\t"}]')
case("escapes.json", [{"row": 1, "fields": {"id": "A1", "name": '🎵 "\\/'}}], ["data.control-character"])
write("rows.jsonl", "".join(dump(json_row(r)) + "\n" for r in ROWS))
case("rows.jsonl", elements(ROWS))
write("rows-crlf-blank.jsonl", "".join(dump(json_row(r)) + "\r\n\r\n" for r in ROWS[:2]))
case("rows-crlf-blank.jsonl", expected(ROWS[:2], numbers=[1, 3]))
write("rows.ndjson", "".join(dump(json_row(r), ensure_ascii=False) + "\n" for r in ROWS))
case("rows.ndjson", elements(ROWS))

# --- XLSX by openpyxl, XlsxWriter and LibreOffice ---------------------------------------------------


def sheet_value(value, field):
    if field == "d":
        return float(value)
    return "|".join(value) if isinstance(value, list) else value


SHEET = [r for r in ROWS if r[0] != "A4"]  # a float has no 123456789012345678


def sheet_rows(rows=SHEET, first=2):
    out = expected(rows, first=first)
    for row in out:
        digits = float(row["fields"]["d"])
        row["fields"]["d"] = str(int(digits)) if digits == int(digits) else repr(digits)
    return out


def openpyxl_file(name, build):
    book = openpyxl.Workbook()
    build(book)
    book.properties.created = book.properties.modified = datetime.datetime(2020, 1, 1)
    book.save(os.path.join(HERE, name))


def fill(sheet, rows=SHEET, first=1):
    for column, field in enumerate(FIELDS, 1):
        sheet.cell(first, column, field)
    for index, row in enumerate(rows):
        for column, (field, value) in enumerate(zip(FIELDS, row), 1):
            cell = sheet.cell(first + 1 + index, column)
            cell.value = sheet_value(value, field)
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.data_type = "s"


openpyxl_file("openpyxl.xlsx", lambda book: fill(book.active))
case("openpyxl.xlsx", sheet_rows())


def two_sheets(book):
    book.active.title = "Read me"
    book.active["A1"] = "nothing here"
    fill(book.create_sheet("Data"))


openpyxl_file("openpyxl-two-sheets.xlsx", two_sheets)
case("openpyxl-two-sheets.xlsx", sheet_rows(), sheet="Data")


def hidden_sheet(book):
    fill(book.active)
    book.create_sheet("Hidden").sheet_state = "hidden"
    book["Hidden"]["A1"] = "id"


openpyxl_file("openpyxl-hidden-sheet.xlsx", hidden_sheet)
case("openpyxl-hidden-sheet.xlsx", sheet_rows())
openpyxl_file("openpyxl-header-row-4.xlsx", lambda book: fill(book.active, first=4))
case("openpyxl-header-row-4.xlsx", sheet_rows(first=5), header_row=4)


def formats(book):
    sheet = book.active
    for column, field in enumerate(["id", "name", "n", "d", "t"], 1):
        sheet.cell(1, column, field)
    sheet.cell(2, 1, 42).number_format = "00000"
    sheet.cell(2, 2, 7.0)
    sheet.cell(2, 3, 1000000).number_format = "#,##0"
    sheet.cell(2, 4, 0.125).number_format = "0.00%"
    sheet.cell(2, 5, datetime.datetime(2024, 5, 6)).number_format = "dd.mm.yyyy"
    sheet.cell(3, 1, "X")
    sheet.cell(3, 2, 12345678901)
    sheet.cell(3, 3, -3.0)
    sheet.cell(3, 4, 0.1 + 0.2)
    sheet.cell(3, 5, datetime.date(1901, 1, 1)).number_format = "mmm-yy"


openpyxl_file("openpyxl-formats.xlsx", formats)
case("openpyxl-formats.xlsx", [
    {"row": 2, "fields": {"id": "00042", "name": "7", "n": "1000000", "d": "0.125", "t": "2024-05-06"}},
    {"row": 3, "fields": {"id": "X", "name": "12345678901", "n": "-3", "d": "0.3", "t": "1901-01-01"}}])


def from_1904(book):
    fill(book.active)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904


openpyxl_file("openpyxl-1904.xlsx", from_1904)
case("openpyxl-1904.xlsx", sheet_rows())


def formulas(book):
    sheet = book.active
    sheet.append(["id", "name"])
    sheet.append(["A1", "=CONCATENATE(\"A\",\"da\")"])
    sheet.append(["A2", "Bo"])


openpyxl_file("openpyxl-formula-without-value.xlsx", formulas)
case("openpyxl-formula-without-value.xlsx", [{"row": 3, "fields": {"id": "A2", "name": "Bo"}}],
     ["data.cell-error"])
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet("Sheet")
sheet.append(FIELDS)
for row in SHEET:
    if not str(row[2]).startswith("="):
        sheet.append([sheet_value(v, f) for f, v in zip(FIELDS, row)])
book.save(os.path.join(HERE, "openpyxl-write-only.xlsx"))
case("openpyxl-write-only.xlsx", sheet_rows([r for r in SHEET if not str(r[2]).startswith("=")]))


def xlsxwriter_file(name, build, **options):
    book = xlsxwriter.Workbook(os.path.join(HERE, name), options)
    book.set_properties({"created": datetime.datetime(2020, 1, 1)})
    build(book)
    book.close()


def xlsxwriter_fill(book, sheet=None, rows=SHEET):
    sheet = sheet or book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, FIELDS)
    for index, row in enumerate(rows, 1):
        for column, (field, value) in enumerate(zip(FIELDS, row)):
            value = sheet_value(value, field)
            if isinstance(value, D):
                sheet.write_datetime(index, column, datetime.datetime.combine(value, datetime.time()), day)
            elif isinstance(value, bool):
                sheet.write_boolean(index, column, value)
            elif isinstance(value, str):
                sheet.write_string(index, column, value)
            elif value is not None:
                sheet.write_number(index, column, value)


xlsxwriter_file("xlsxwriter.xlsx", xlsxwriter_fill)
case("xlsxwriter.xlsx", sheet_rows())
xlsxwriter_file("xlsxwriter-inline-strings.xlsx", xlsxwriter_fill, constant_memory=True)
case("xlsxwriter-inline-strings.xlsx", sheet_rows())
xlsxwriter_file("xlsxwriter-1904.xlsx", xlsxwriter_fill, date_1904=True)
case("xlsxwriter-1904.xlsx", sheet_rows())


def computed(book):
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["id", "name", "n", "b"])
    sheet.write_string(1, 0, "A1")
    sheet.write_formula(1, 1, '="A"&"da"', None, "Ada")
    sheet.write_formula(1, 2, "=2*21", None, 42)
    sheet.write_formula(1, 3, "=1=1", None, True)
    sheet.write_string(2, 0, "A2")
    sheet.write_rich_string(2, 1, "Zo", bold, "ë", " Müller")
    sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
    sheet.write_string(4, 0, "A3")
    sheet.merge_range(4, 1, 4, 2, "Merged")


xlsxwriter_file("xlsxwriter-formulas.xlsx", computed)
case("xlsxwriter-formulas.xlsx", [
    {"row": 2, "fields": {"id": "A1", "name": "Ada", "n": "42", "b": True}},
    {"row": 5, "fields": {"id": "A3", "name": "Merged", "n": None}}], ["data.cell-error"])


def soffice(source, kind, target, options=""):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", kind + options, "--outdir", folder, source],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        base = os.path.splitext(os.path.basename(source))[0]
        shutil.copy(os.path.join(folder, base + "." + kind.split(":")[0]), os.path.join(HERE, target))


soffice(os.path.join(HERE, "xlsxwriter.xlsx"), "xlsx", "libreoffice.xlsx")
case("libreoffice.xlsx", sheet_rows())
soffice(os.path.join(HERE, "openpyxl-formats.xlsx"), "xlsx", "libreoffice-formats.xlsx")
case("libreoffice-formats.xlsx", [
    {"row": 2, "fields": {"id": "00042", "name": "7", "n": "1000000", "d": "0.125", "t": "2024-05-06"}},
    {"row": 3, "fields": {"id": "X", "name": "12345678901", "n": "-3", "d": "0.3", "t": "1901-01-01"}}])
soffice(os.path.join(HERE, "openpyxl-formula-without-value.xlsx"), "xlsx", "libreoffice-computed.xlsx")
case("libreoffice-computed.xlsx", [{"row": 2, "fields": {"id": "A1", "name": "Ada"}},
                                   {"row": 3, "fields": {"id": "A2", "name": "Bo"}}])
soffice(os.path.join(HERE, "xlsxwriter.xlsx"), "csv", "libreoffice.csv",
        ":Text - txt - csv (StarCalc):59,34,76,1,,0,false,true")
case("libreoffice.csv", [
    dict(row, fields={k: v for k, v in row["fields"].items() if k in ("id", "name", "note", "b", "t", "l")})
    for row in sheet_rows()], ["data.unusual-delimiter"])

# --- ODS by LibreOffice and odfpy ------------------------------------------------------------------

soffice(os.path.join(HERE, "xlsxwriter.xlsx"), "ods", "libreoffice.ods")
case("libreoffice.ods", sheet_rows())
soffice(os.path.join(HERE, "openpyxl-formats.xlsx"), "ods", "libreoffice-formats.ods")
case("libreoffice-formats.ods", [
    {"row": 2, "fields": {"id": "00042", "name": "7", "n": "1000000", "d": "0.125", "t": "2024-05-06"}},
    {"row": 3, "fields": {"id": "X", "name": "12345678901", "n": "-3", "d": "0.3", "t": "1901-01-01"}}])
soffice(os.path.join(HERE, "xlsxwriter-formulas.xlsx"), "ods", "libreoffice-formulas.ods")
case("libreoffice-formulas.ods", [
    {"row": 2, "fields": {"id": "A1", "name": "Ada", "n": "42", "b": True}},
    {"row": 5, "fields": {"id": "A3", "name": "Merged", "n": None}}], ["data.cell-error"])
soffice(os.path.join(HERE, "openpyxl-hidden-sheet.xlsx"), "ods", "libreoffice-hidden-sheet.ods")
case("libreoffice-hidden-sheet.ods", sheet_rows())
soffice(os.path.join(HERE, "openpyxl-header-row-4.xlsx"), "ods", "libreoffice-header-row-4.ods")
case("libreoffice-header-row-4.ods", sheet_rows(first=5), header_row=4)


def cells(book):
    sheet = book.add_worksheet("Cells")
    other = book.add_worksheet("Other")
    other.write_row(0, 0, ["id", "name"])
    other.write_row(1, 0, ["B1", "Bob"])
    percent = book.add_format({"num_format": "0.00%"})
    money = book.add_format({"num_format": '[$€-407] #,##0.00'})
    clock = book.add_format({"num_format": "hh:mm"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
    sheet.write_row(0, 0, ["id", "name", "note", "n", "d", "b", "t"])
    sheet.write_row(1, 0, ["A1", "Ada"])
    sheet.write_string(1, 2, "  two  spaces\nand  lines ")
    sheet.write_number(1, 3, 1234, money)
    sheet.write_number(1, 4, 0.125, percent)
    sheet.write_boolean(1, 5, True)
    sheet.write_datetime(1, 6, datetime.datetime(2024, 5, 6, 7, 8, 9), moment)
    sheet.write_comment(1, 1, "A comment that is no value")
    sheet.write_row(4, 0, ["A2", "007"])
    sheet.write_datetime(4, 2, datetime.time(14, 30), clock)
    sheet.write_number(4, 3, 5)
    sheet.write_number(4, 4, 5)
    sheet.write_boolean(4, 5, False)
    sheet.write_row(5, 0, ["A9", "Zed"])
    sheet.write_url(5, 8, "https://example.org/")  # beyond the header
    sheet.write_row(2000, 0, ["A3", "x & <y>"])


with tempfile.TemporaryDirectory() as folder:
    book = xlsxwriter.Workbook(os.path.join(folder, "cells.xlsx"))
    cells(book)
    book.close()
    soffice(os.path.join(folder, "cells.xlsx"), "ods", "libreoffice-cells.ods")
case("libreoffice-cells.ods", [
    {"row": 2, "fields": {"id": "A1", "name": "Ada", "note": "two  spaces\nand  lines", "n": "1234",
                          "d": "0.125", "b": True, "t": "2024-05-06T07:08:09"}},
    {"row": 5, "fields": {"id": "A2", "name": "007", "note": "14:30:00", "n": "5", "d": "5", "b": False,
                          "t": None}},
    {"row": 2001, "fields": {"id": "A3", "name": "x & <y>", "n": None}}],
     ["data.surplus-cells"], sheet="Cells")
case("libreoffice-cells.ods", [{"row": 2, "fields": {"id": "B1", "name": "Bob"}}], sheet="other")
cases.append({"file": "libreoffice-cells.ods", "options": {}, "rows": None,
              "findings": ["data.unknown-table"]})


def odfpy_file(name):
    from odf import opendocument, table as t, text as p
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = t.Table(name="People")
    sheet.addElement(t.TableColumn(numbercolumnsrepeated=8))

    def row(cells, **options):
        line = t.TableRow(**options)
        for shown, attributes in cells:
            cell = t.TableCell(**attributes)
            if shown is not None:
                cell.addElement(p.P(text=shown))
            line.addElement(cell)
        return line

    header = t.TableHeaderRows()
    header.addElement(row([(name, {"valuetype": "string"}) for name in ["id", "name", "n", "d", "b", "t"]]))
    sheet.addElement(header)
    sheet.addElement(row([("A1", {"valuetype": "string"}), ("Ada", {}), ("42", {"valuetype": "float", "value": "42"}),
                          ("12,50 %", {"valuetype": "percentage", "value": "0.125"}),
                          ("WAHR", {"valuetype": "boolean", "booleanvalue": "true"}),
                          ("29.2.24", {"valuetype": "date", "datevalue": "2024-02-29"})]))
    sheet.addElement(row([(None, {"numbercolumnsrepeated": 16384})], numberrowsrepeated=100000))
    group = t.TableRowGroup()
    group.addElement(row([("A2", {"valuetype": "string"}), (None, {}),
                          ("7", {"valuetype": "float", "value": "7", "numbercolumnsrepeated": 2})]))
    sheet.addElement(group)
    document.spreadsheet.addElement(sheet)
    document.save(os.path.join(HERE, name))


odfpy_file("odfpy.ods")
case("odfpy.ods", [
    {"row": 2, "fields": {"id": "A1", "name": "Ada", "n": "42", "d": "0.125", "b": True, "t": "2024-02-29"}},
    {"row": 100003, "fields": {"id": "A2", "name": None, "n": "7", "d": "7", "b": None}}])


def content_file(name, rows):
    """A spreadsheet of a content.xml alone, as no program writes it."""
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ["office", "table", "text"])
    with zipfile.ZipFile(os.path.join(HERE, name), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("content.xml", (1980, 1, 1, 0, 0, 0)), (
            f"<office:document-content{names}><office:body><office:spreadsheet><table:table table:name='S'>"
            f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"))


HEADER_ROW = "<table:table-row><table:table-cell><text:p>id</text:p></table:table-cell></table:table-row>"
content_file("bad-endless-rows.ods", HEADER_ROW + "<table:table-row table:number-rows-repeated='999999999'>"
             "<table:table-cell><text:p>A</text:p></table:table-cell></table:table-row>")
content_file("bad-endless-columns.ods", HEADER_ROW.replace(
    "<table:table-cell>", "<table:table-cell table:number-columns-repeated='999999999'>"))
for name in ["bad-endless-rows.ods", "bad-endless-columns.ods"]:
    cases.append({"file": name, "options": {}, "rows": None, "findings": ["data.limit-exceeded"]})

# --- SQLite -------------------------------------------------------------------------------------------


def database(name, *statements, rows=None, wal=False):
    path = os.path.join(HERE, name)
    if os.path.exists(path):
        os.remove(path)
    connection = sqlite3.connect(path)
    if wal:
        connection.execute("PRAGMA journal_mode = WAL")
    for statement in statements:
        connection.execute(statement)
    for row in rows or []:
        connection.execute(
            "INSERT INTO people VALUES (?,?,?,?,?,?,?,?)",
            [text(v) if isinstance(v, (D, list)) else int(v) if isinstance(v, bool) else v for v in row])
    connection.commit()
    if wal:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


TABLE = "CREATE TABLE people (id TEXT, name TEXT, note TEXT, n INTEGER, d TEXT, b INTEGER, t TEXT, l TEXT)"
database("table.sqlite", TABLE, rows=ROWS)
case("table.sqlite", elements(ROWS))
database("other-tables.db", TABLE, "CREATE TABLE other (x)", rows=ROWS[:2])
case("other-tables.db", elements(ROWS[:2]), table="people")
database("view.sqlite3", TABLE.replace("people (", "people ("),
         "CREATE VIEW good AS SELECT id, upper(name) AS name, n FROM people WHERE n > 0", rows=ROWS)
case("view.sqlite3", [
    {"row": i + 1, "fields": {"id": r[0], "n": str(r[3])}} for i, r in enumerate(r for r in ROWS if r[3] > 0)],
    table="good")
database("rowids.sqlite", TABLE, "INSERT INTO people (rowid, id) VALUES (10, 'A1'), (20, 'A2')")
case("rowids.sqlite", [{"row": 10, "fields": {"id": "A1"}}, {"row": 20, "fields": {"id": "A2"}}])
database("without-rowid.sqlite",
         "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID",
         "INSERT INTO people VALUES ('A1', 'Ada'), ('A2', 'Bo')")
case("without-rowid.sqlite", [{"row": 1, "fields": {"id": "A1", "name": "Ada"}},
                              {"row": 2, "fields": {"id": "A2", "name": "Bo"}}])
database("numbers.sqlite", "CREATE TABLE people (id, n, d)",
         "INSERT INTO people VALUES (1, 9007199254740993, 0.5), (2, '12', '1.50')")
case("numbers.sqlite", [{"row": 1, "fields": {"id": "1", "n": "9007199254740993", "d": "0.5"}},
                        {"row": 2, "fields": {"id": "2", "n": "12", "d": "1.50"}}])

# --- Malformed ------------------------------------------------------------------------------------------
good = csv_text(ROWS[:2])
bad = {
    "bad-unclosed-quote.csv": ('id,name\nA1,Ada\nA2,"Bo\nA3,Cy\n', ["data.unclosed-quote"]),
    "bad-invalid-utf8.csv": (b"id,name\nA1,Ad\xff\n", ["data.invalid-byte"]),
    "bad-nul.csv": (b"id,name\nA1,A\x00da\n", ["data.nul-character"]),
    "bad-empty.csv": (b"", ["data.no-header"]),
    "bad-bom-only.csv": (b"\xef\xbb\xbf", ["data.no-header"]),
    "bad-header-only.csv": ("id,name\n", ["data.no-recipients"]),
    "bad-no-key-column.csv": ("key,name\nA1,Ada\n", ["data.missing-column", "data.undeclared-column"]),
    "bad-two-like-headers.csv": ("id,Name,NAME\nA1,Ada,Bo\n", ["data.ambiguous-column"]),
    "bad-trailing-comma.json": ('[{"id": "A1"},]', ["data.malformed-json"]),
    "bad-object.json": ('{"id": "A1"}', ["data.malformed-json"]),
    "bad-truncated.json": ('[{"id": "A1"}, {"id": "A', ["data.malformed-json"]),
    "bad-deep.json": ("[" * 5_000, ["data.limit-exceeded"]),
    "bad-not-a-zip.xlsx": (b"this is no workbook", ["data.malformed-workbook"]),
    "bad-not-a-database.sqlite": (b"this is no database" * 100, ["data.malformed-workbook"]),
}
for name, (data, findings) in bad.items():
    write(name, data)
    cases.append({"file": name, "options": {}, "rows": None, "findings": sorted(findings)})
whole = open(os.path.join(HERE, "xlsxwriter.xlsx"), "rb").read()
write("bad-truncated.xlsx", whole[: len(whole) // 2])
cases.append({"file": "bad-truncated.xlsx", "options": {}, "rows": None,
              "findings": ["data.malformed-workbook"]})
whole = open(os.path.join(HERE, "libreoffice.ods"), "rb").read()
write("bad-truncated.ods", whole[: len(whole) // 2])
cases.append({"file": "bad-truncated.ods", "options": {}, "rows": None,
              "findings": ["data.malformed-workbook"]})
cases.append({"file": "openpyxl-two-sheets.xlsx", "options": {}, "rows": None,
              "findings": ["data.unknown-table"]})
cases.append({"file": "other-tables.db", "options": {}, "rows": None, "findings": ["data.unknown-table"]})
write("bad-line.jsonl", '{"id": "A1"}\n{"id": \n{"id": "A3"}\n')
case("bad-line.jsonl", [{"row": 1, "fields": {"id": "A1"}}, {"row": 3, "fields": {"id": "A3"}}],
     ["data.malformed-json"])
rows_bad = "id,name,n,d,b,t\nA1,Ada,x,1,yes,2020-01-01\nA2,Bo,1,1e3,yes,2020-01-01\n" \
    "A3,Cy,1,1,maybe,2020-01-01\nA4,Di,1,1,no,2023-02-29\nA5,Ed,1,1,no,2020-01-01,surplus\n" \
    ",Fay,1,1,no,2020-01-01\nA7,Gus,1,1,no,2020-01-01\nA7,Hal,1,1,no,2020-01-01\nA9,Ida,1,1,no,2020-01-01\n"
write("bad-rows.csv", rows_bad)
case("bad-rows.csv", [{"row": 10, "fields": {"id": "A9", "name": "Ida"}}],
     ["data.not-an-integer", "data.not-a-decimal", "data.not-a-boolean", "data.not-a-date",
      "data.surplus-cells", "data.empty-key", "data.duplicate-key", "data.duplicate-key"])

with open(os.path.join(HERE, "expected.json"), "w", encoding="utf-8") as file:
    json.dump(cases, file, ensure_ascii=False, indent=1)
    file.write("\n")
print(f"{len(cases)} cases, {len(set(c['file'] for c in cases))} files")
