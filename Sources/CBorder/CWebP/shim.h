#ifndef PLATEN_CWebP_H
#define PLATEN_CWebP_H
#include <webp/decode.h>
#endif
