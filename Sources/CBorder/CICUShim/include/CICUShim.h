#ifndef PLATEN_CICUSHIM_H
#define PLATEN_CICUSHIM_H

#include <stdint.h>

/// The CLDR plural category of a number.
///
/// `locale` is an ICU locale name, `number` its plain decimal digits (so that visible fraction digits
/// count as CLDR demands). Writes a null-terminated ASCII keyword (`zero`, `one`, `two`, `few`,
/// `many`, `other`) into `keyword` and returns 0; returns a negative number on failure.
int platen_plural_category(const char *locale, const char *number, int ordinal, char *keyword,
                           int32_t capacity);

/// The plural categories of a locale, in CLDR order (`zero one two few many other`), as bits 0…5.
/// Returns a negative number on failure.
int platen_plural_categories(const char *locale, int ordinal);

#endif
