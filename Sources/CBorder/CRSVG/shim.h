#ifndef PLATEN_CRSVG_H
#define PLATEN_CRSVG_H
#include <librsvg/rsvg.h>
#endif
