#ifndef PLATEN_CISAL_H
#define PLATEN_CISAL_H
#include <isa-l.h>
#endif
