#ifndef PLATEN_CHarfBuzz_H
#define PLATEN_CHarfBuzz_H
#include <hb.h>
#include <hb-ot.h>
#include <hb-ft.h>
#include <hb-subset.h>
#endif
