#!/usr/bin/env python3
"""Writes expected.json: what locales make of numbers, dates, lists and plurals, by Babel's copy of the
Unicode CLDR.

    python3 -m venv venv && venv/bin/pip install babel && venv/bin/python Tests/Locales/make.py
"""
import datetime, json, os
from decimal import Decimal

from babel import Locale, dates, lists, numbers

LOCALES = """en-US en-GB en-IN de-DE de-AT de-CH fr-FR fr-CA es-ES es-MX it-IT pt-BR pt-PT nl-NL sv-SE da-DK
nb-NO fi-FI pl-PL cs-CZ sk-SK hu-HU ro-RO bg-BG ru-RU uk-UA tr-TR el-GR he-IL hi-IN ja-JP ko-KR zh-CN
vi-VN id-ID lt-LT lv-LV sl-SI hr-HR ga-IE ar-AE""".split()
DAY = datetime.date(2026, 11, 21)
ORDER = ["zero", "one", "two", "few", "many", "other"]
out = []
for tag in LOCALES:
    locale = Locale.parse(tag, sep="-")
    form = locale.plural_form
    out.append({
        "locale": tag,
        "number": numbers.format_decimal(Decimal("1234567.891"), locale=locale),
        "negative": numbers.format_decimal(Decimal("-12.5"), locale=locale),
        "percent": numbers.format_percent(Decimal("0.12"), locale=locale),
        "euro": numbers.format_currency(Decimal("12345.5"), "EUR", locale=locale),
        "yen": numbers.format_currency(Decimal("12345"), "JPY", locale=locale),
        "medium": dates.format_date(DAY, "medium", locale=locale),
        "long": dates.format_date(DAY, "long", locale=locale),
        "full": dates.format_date(DAY, "full", locale=locale),
        "list": lists.format_list(["A", "B", "C"], locale=locale),
        "or": lists.format_list(["A", "B", "C"], style="or", locale=locale),
        "categories": [c for c in ORDER if c in form.tags or c == "other"],
        "plurals": {str(n): form(Decimal(n)) for n in ("0", "1", "2", "3", "5", "11", "21", "100", "1.5")},
    })
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "expected.json"), "w") as file:
    json.dump(out, file, ensure_ascii=False, indent=1)
    file.write("\n")
print(len(out), "locales")
