#ifndef PLATEN_CLCMS_H
#define PLATEN_CLCMS_H
#include <lcms2.h>
#endif
