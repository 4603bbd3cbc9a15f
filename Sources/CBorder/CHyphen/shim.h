#ifndef PLATEN_CHyphen_H
#define PLATEN_CHyphen_H
#include <stdio.h>
#include <hyphen.h>
#endif
