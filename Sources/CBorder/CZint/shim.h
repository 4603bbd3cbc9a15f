#ifndef PLATEN_CZint_H
#define PLATEN_CZint_H
#include <zint.h>
#endif
