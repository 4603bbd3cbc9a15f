#ifndef PLATEN_CPango_H
#define PLATEN_CPango_H
/* The text libraries include one another's headers. Swift attributes a declaration to one module
   only, and which one depends on what it met first, so all of them live in this module and the
   targets CFreeType, CHarfBuzz and CFontconfig lend the Pango wrapper their flags. */
#include <ft2build.h>
#include <freetype/freetype.h>
#include <freetype/ftbitmap.h>
#include <freetype/ftcolor.h>
#include <freetype/ftmm.h>
#include <freetype/ftoutln.h>
#include <freetype/tttables.h>
#include <hb.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <pango/pango.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#endif
