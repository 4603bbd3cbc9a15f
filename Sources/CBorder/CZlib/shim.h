#ifndef PLATEN_CZlib_H
#define PLATEN_CZlib_H
#include <zlib.h>
#endif
