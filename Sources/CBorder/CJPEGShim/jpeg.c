#include "CJPEGShim.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

struct failure {
  struct jpeg_error_mgr manager;
  jmp_buf leave;
};

static void leave(j_common_ptr info) { longjmp(((struct failure *)info->err)->leave, 1); }
static void be_silent(j_common_ptr info) { (void)info; }

static void prepare(struct failure *failure) {
  jpeg_std_error(&failure->manager);
  failure->manager.error_exit = leave;
  failure->manager.output_message = be_silent;
}

int platen_jpeg_header(const uint8_t *data, size_t length, uint32_t *width, uint32_t *height,
                       uint32_t *components) {
  struct jpeg_decompress_struct info;
  struct failure failure;
  prepare(&failure);
  info.err = &failure.manager;
  if (setjmp(failure.leave)) {
    jpeg_destroy_decompress(&info);
    return -1;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, data, length);
  jpeg_read_header(&info, TRUE);
  *width = info.image_width;
  *height = info.image_height;
  *components = (uint32_t)info.num_components;
  jpeg_destroy_decompress(&info);
  return 0;
}

int platen_jpeg_decode(const uint8_t *data, size_t length, uint32_t width, uint32_t height,
                       uint32_t components, uint8_t *pixels, char *message) {
  struct jpeg_decompress_struct info;
  struct failure failure;
  prepare(&failure);
  info.err = &failure.manager;
  message[0] = 0;
  if (setjmp(failure.leave)) {
    (*info.err->format_message)((j_common_ptr)&info, message);
    jpeg_destroy_decompress(&info);
    return -1;
  }
  jpeg_create_decompress(&info);
  // A progressive file of many scans can cost minutes; what the decoder may keep is bounded too.
  info.mem->max_memory_to_use = 1L << 30;
  jpeg_mem_src(&info, data, length);
  jpeg_read_header(&info, TRUE);
  if (info.image_width != width || info.image_height != height ||
      (uint32_t)info.num_components != components) {
    strcpy(message, "the header changed");
    jpeg_destroy_decompress(&info);
    return -1;
  }
  info.out_color_space = components == 4 ? JCS_CMYK : JCS_EXT_RGBA;
  info.dct_method = JDCT_ISLOW;
  jpeg_start_decompress(&info);
  while (info.output_scanline < info.output_height) {
    JSAMPROW row = pixels + (size_t)info.output_scanline * width * 4;
    jpeg_read_scanlines(&info, &row, 1);
  }
  if (components == 4 && info.saw_Adobe_marker) {
    size_t count = (size_t)width * height * 4;
    for (size_t i = 0; i < count; i++) pixels[i] = (uint8_t)(255 - pixels[i]);
  }
  jpeg_destroy_decompress(&info);
  return 0;
}

size_t platen_jpeg_profile(const uint8_t *data, size_t length, uint8_t **profile) {
  struct jpeg_decompress_struct info;
  struct failure failure;
  JOCTET *bytes = NULL;
  unsigned int count = 0;
  prepare(&failure);
  info.err = &failure.manager;
  *profile = NULL;
  if (setjmp(failure.leave)) {
    jpeg_destroy_decompress(&info);
    return 0;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, data, length);
  jpeg_save_markers(&info, JPEG_APP0 + 2, 0xFFFF);
  jpeg_read_header(&info, TRUE);
  if (jpeg_read_icc_profile(&info, &bytes, &count)) *profile = bytes;
  jpeg_destroy_decompress(&info);
  return *profile ? count : 0;
}

int64_t platen_jpeg_encode(const uint32_t *pixels, uint32_t width, uint32_t height, int quality,
                           int full_chroma, uint8_t *target, size_t capacity) {
  struct jpeg_compress_struct info;
  struct failure failure;
  unsigned char *output = target;
  unsigned long size = capacity;
  prepare(&failure);
  info.err = &failure.manager;
  if (setjmp(failure.leave)) {
    jpeg_destroy_compress(&info);
    if (output != target) free(output);
    return -1;
  }
  jpeg_create_compress(&info);
  jpeg_mem_dest(&info, &output, &size);
  info.image_width = width;
  info.image_height = height;
  info.input_components = 4;
  info.in_color_space = JCS_EXT_BGRX;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, quality, TRUE);
  info.dct_method = JDCT_ISLOW;
  if (full_chroma) {
    info.comp_info[0].h_samp_factor = 1;
    info.comp_info[0].v_samp_factor = 1;
  }
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < height) {
    JSAMPROW row = (JSAMPROW)(pixels + (size_t)info.next_scanline * width);
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  jpeg_destroy_compress(&info);
  if (output != target) {
    free(output);
    return -2;
  }
  return (int64_t)size;
}
