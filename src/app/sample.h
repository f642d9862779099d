/*
 * sample - some well-known papers for the first start: sample.txt as it was at build time.
 */
#ifndef APP_SAMPLE_H
#define APP_SAMPLE_H

#include <stddef.h>

extern const char sample_text[];
extern const size_t sample_text_size;

#endif
