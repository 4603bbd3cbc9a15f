#ifndef PLATEN_CPango_H
#define PLATEN_CPango_H
#include <pango/pango.h>
#include <pango/pangocairo.h>
#include <pango/pangoft2.h>
#include <pango/pangofc-fontmap.h>
#include <pango/pangofc-font.h>
#endif
