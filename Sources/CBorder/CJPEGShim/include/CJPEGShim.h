#ifndef PLATEN_CJPEGSHIM_H
#define PLATEN_CJPEGSHIM_H

#include <stddef.h>
#include <stdint.h>

/// libjpeg's error handler must not return, so it leaves through longjmp, which may not cross Swift
/// frames: every use of the library stays inside one C call.

/// The size of a JPEG image: reads its header alone. Returns 0, or a negative number.
int platen_jpeg_header(const uint8_t *data, size_t length, uint32_t *width, uint32_t *height,
                       uint32_t *components);

#endif
