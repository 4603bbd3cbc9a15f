#ifndef PLATEN_CJPEG_H
#define PLATEN_CJPEG_H
#include <stdio.h>
#include <jpeglib.h>
#endif
