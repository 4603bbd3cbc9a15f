#ifndef PLATEN_CAVIF_H
#define PLATEN_CAVIF_H
#include <avif/avif.h>
#endif
