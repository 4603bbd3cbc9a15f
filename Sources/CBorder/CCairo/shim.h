#ifndef PLATEN_CCairo_H
#define PLATEN_CCairo_H
#include <cairo.h>
#include <cairo-pdf.h>
#include <cairo-ft.h>
#endif
