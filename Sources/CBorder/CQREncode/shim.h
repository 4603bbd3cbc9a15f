#ifndef PLATEN_CQREncode_H
#define PLATEN_CQREncode_H
#include <qrencode.h>
#endif
