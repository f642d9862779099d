#include "base/lines.h"

#include <string.h>

struct str lines_whole(const struct strbuf *told)
{
	size_t n = told->len;

	while (n && told->buf[n - 1] != '\n')
		n--;
	return (struct str){told->buf, n};
}

void lines_cut(struct strbuf *told, size_t most)
{
	size_t whole = lines_whole(told).n, left = told->len - whole;

	if (left >= most)
		left = 0;
	if (!told->cap)
		return;
	memmove(told->buf, told->buf + whole, left);
	strbuf_setlen(told, left);
}
