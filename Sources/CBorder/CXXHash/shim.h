#ifndef PLATEN_CXXHash_H
#define PLATEN_CXXHash_H
#include <xxhash.h>
#endif
