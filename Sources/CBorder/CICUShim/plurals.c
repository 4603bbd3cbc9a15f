#include "CICUShim.h"

#include <string.h>
#include <unicode/uenum.h>
#include <unicode/unumberformatter.h>
#include <unicode/uformattedvalue.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

static UPluralRules *open_rules(const char *locale, int ordinal, UErrorCode *status) {
  return uplrules_openForType(locale, ordinal ? UPLURAL_TYPE_ORDINAL : UPLURAL_TYPE_CARDINAL,
                              status);
}

int platen_plural_category(const char *locale, const char *number, int ordinal, char *keyword,
                           int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UPluralRules *rules = open_rules(locale, ordinal, &status);
  if (U_FAILURE(status)) return -1;

  // The fraction digits that are written decide the category: "1" is one, "1.0" is other in English.
  const char *point = strchr(number, '.');
  int32_t fraction = point ? (int32_t)strlen(point + 1) : 0;
  if (fraction > 15) fraction = 15;
  UChar skeleton[64];
  char pattern[64] = "precision-integer";
  if (fraction > 0) {
    pattern[0] = '.';
    memset(pattern + 1, '0', (size_t)fraction);
    pattern[1 + fraction] = 0;
  }
  u_uastrcpy(skeleton, pattern);
  UNumberFormatter *formatter = unumf_openForSkeletonAndLocale(skeleton, -1, locale, &status);
  UFormattedNumber *formatted = unumf_openResult(&status);
  unumf_formatDecimal(formatter, number, (int32_t)strlen(number), formatted, &status);
  UChar category[32];
  int32_t length = 0;
  if (U_SUCCESS(status)) length = uplrules_selectFormatted(rules, formatted, category, 32, &status);
  unumf_closeResult(formatted);
  unumf_close(formatter);
  uplrules_close(rules);
  if (U_FAILURE(status) || length + 1 > capacity) return -2;
  u_UCharsToChars(category, keyword, length);
  keyword[length] = 0;
  return 0;
}

int platen_plural_categories(const char *locale, int ordinal) {
  static const char *const names[] = {"zero", "one", "two", "few", "many", "other"};
  UErrorCode status = U_ZERO_ERROR;
  UPluralRules *rules = open_rules(locale, ordinal, &status);
  if (U_FAILURE(status)) return -1;
  UEnumeration *keywords = uplrules_getKeywords(rules, &status);
  int bits = 0;
  while (U_SUCCESS(status)) {
    int32_t length = 0;
    const char *keyword = uenum_next(keywords, &length, &status);
    if (!keyword) break;
    for (int i = 0; i < 6; i++)
      if (strcmp(keyword, names[i]) == 0) bits |= 1 << i;
  }
  uenum_close(keywords);
  uplrules_close(rules);
  return U_SUCCESS(status) ? bits : -2;
}
