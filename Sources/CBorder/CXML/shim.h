#ifndef PLATEN_CXML_H
#define PLATEN_CXML_H
#include <libxml/xmlreader.h>
#endif
