#ifndef PLATEN_CFontconfig_H
#define PLATEN_CFontconfig_H
#include <fontconfig/fontconfig.h>
#include <fontconfig/fcfreetype.h>
#endif
