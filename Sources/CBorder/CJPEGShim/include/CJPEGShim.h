#ifndef PLATEN_CJPEGSHIM_H
#define PLATEN_CJPEGSHIM_H

#include <stddef.h>
#include <stdint.h>

/// libjpeg's error handler must not return, so it leaves through longjmp, which may not cross Swift
/// frames: every use of the library stays inside one C call.

/// The size of a JPEG image: reads its header alone. Returns 0, or a negative number.
int platen_jpeg_header(const uint8_t *data, size_t length, uint32_t *width, uint32_t *height,
                       uint32_t *components);

/// Decodes to four bytes per pixel: RGBA with alpha 255, or, where `components` says 4, the file's
/// CMYK as Adobe stores it (inverted) turned to 0 for no ink. `pixels` holds width * height * 4 bytes of the size
/// that the header gave. Returns 0, or a negative number with the reason in `message`
/// (200 bytes). What a cut file still holds is shown, the rest is gray, as browsers do.
int platen_jpeg_decode(const uint8_t *data, size_t length, uint32_t width, uint32_t height,
                       uint32_t components, uint8_t *pixels, char *message);

/// Finds the embedded ICC profile. Returns its size and a copy to be freed with `free`, or 0.
size_t platen_jpeg_profile(const uint8_t *data, size_t length, uint8_t **profile);

/// Encodes words 0x..RRGGBB as a baseline file with the default Huffman tables into `target`. Returns
/// the file's size, or a negative number.
int64_t platen_jpeg_encode(const uint32_t *pixels, uint32_t width, uint32_t height, int quality,
                           int full_chroma, uint8_t *target, size_t capacity);

#endif
