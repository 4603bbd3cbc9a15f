#ifndef PLATEN_CGIF_H
#define PLATEN_CGIF_H
#include <gif_lib.h>
#endif
