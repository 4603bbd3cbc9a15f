#ifndef PLATEN_CFreeType_H
#define PLATEN_CFreeType_H
#include <ft2build.h>
#include <freetype/freetype.h>
#include <freetype/ftoutln.h>
#include <freetype/ftbitmap.h>
#include <freetype/ftglyph.h>
#include <freetype/ftsynth.h>
#include <freetype/ftmm.h>
#include <freetype/tttables.h>
#include <freetype/ftlcdfil.h>
#include <freetype/ftcolor.h>
#endif
