#ifndef PLATEN_CSPNG_H
#define PLATEN_CSPNG_H
#include <spng.h>
#endif
