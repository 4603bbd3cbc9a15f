#ifndef PLATEN_CDeflate_H
#define PLATEN_CDeflate_H
#include <libdeflate.h>
#endif
