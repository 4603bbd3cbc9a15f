#ifndef PLATEN_CICU_H
#define PLATEN_CICU_H
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>
#endif
