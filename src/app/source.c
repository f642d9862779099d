#include "app/source.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/interrupt.h"
#include "base/map.h"
#include "base/mem.h"

enum { STEP = 1 << 20, HEAD = 64 << 10 };

struct source {
	int fd;
	char *name;
	struct strbuf buf; /* [from, len) is not used up yet */
	size_t from;
	size_t line; /* number of the line at from */
	uint64_t bytes, size;
	bool end;      /* the file gave its last byte */
	bool skipping; /* inside of a line that is too long */
};

int source_open(struct source **out, const char *path, struct err *err)
{
	bool standard = !strcmp(path, "-");
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct source *s;
	struct stat st;

	*out = NULL;
	if (fd < 0 || fstat(fd, &st) < 0)
		return err_set_errno(err, ERR_FAILED, "%s", path);
	if (S_ISDIR(st.st_mode)) {
		close(fd);
		return err_set(err, ERR_FAILED, "%s: this is a folder", path);
	}
	s = mem_zalloc(sizeof *s);
	s->fd = fd;
	s->name = mem_strdup(standard ? "standard input" : path);
	strbuf_init(&s->buf);
	s->line = 1;
	s->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	*out = s;
	return 0;
}

void source_close(struct source *s)
{
	if (!s)
		return;
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	strbuf_release(&s->buf);
	free(s->name);
	free(s);
}

/* Adds up to STEP bytes; s->end where there are no more. */
static int more(struct source *s, struct err *err)
{
	ssize_t n;

	strbuf_grow(&s->buf, STEP);
	do
		n = read(s->fd, s->buf.buf + s->buf.len, STEP);
	while (n < 0 && errno == EINTR && !interrupt_pending());
	if (interrupt_pending())
		return err_set(err, ERR_INTERRUPTED, "interrupted");
	if (n < 0)
		return err_set_errno(err, ERR_FAILED, "%s", s->name);
	strbuf_setlen(&s->buf, s->buf.len + (size_t)n);
	s->bytes += (uint64_t)n;
	s->end = n == 0;
	return 0;
}

int source_head(struct source *s, struct str *head, struct err *err)
{
	int rc = 0;

	while (rc == 0 && !s->end && s->buf.len < HEAD)
		rc = more(s, err);
	*head = str_sub(strbuf_str(&s->buf), 0, HEAD);
	return rc;
}

int source_whole(struct source *s, struct str *text, struct err *err)
{
	int rc = 0;

	while (rc == 0 && !s->end) {
		if (s->buf.len > SOURCE_WHOLE)
			return err_set(err, ERR_FAILED, "%s: longer than %d MB", s->name,
				SOURCE_WHOLE >> 20);
		rc = more(s, err);
	}
	*text = strbuf_str(&s->buf);
	return rc;
}

static size_t count_lines(struct str text)
{
	size_t n = 0;

	for (const char *p = text.p, *end = text.p + text.n; p < end && (p = memchr(p, '\n', (size_t)(end - p)));
		p++)
		n++;
	return n;
}

/* Forgets what is used up. */
static void compact(struct source *s)
{
	size_t left = s->buf.len - s->from;

	if (!s->from)
		return;
	memmove(s->buf.buf, s->buf.buf + s->from, left);
	strbuf_setlen(&s->buf, left);
	s->from = 0;
}

/* Whole lines that are there: up to the last line end, or everything at the end of the file. */
static struct str whole_lines(const struct source *s)
{
	struct str rest = str_sub(strbuf_str(&s->buf), s->from, s->buf.len);
	const char *last = rest.n ? memrchr(rest.p, '\n', rest.n) : NULL;

	if (!s->end)
		rest.n = last ? (size_t)(last + 1 - rest.p) : 0;
	return rest;
}

/* Drops a line that is too long up to its end; true once that was found. */
static bool skip(struct source *s)
{
	struct str rest = str_sub(strbuf_str(&s->buf), s->from, s->buf.len);
	ptrdiff_t end = str_chr(rest, '\n');

	s->from = end < 0 ? s->buf.len : s->from + (size_t)end + 1;
	if (end < 0)
		return false;
	s->line++;
	s->skipping = false;
	return true;
}

int source_piece(struct source *s, struct source_piece *piece, struct err *err)
{
	int rc;

	*piece = (struct source_piece){.line = s->line};
	for (;;) {
		if (s->skipping)
			skip(s);
		if (!s->skipping) {
			piece->text = whole_lines(s);
			piece->line = s->line;
		}
		if (piece->text.n) {
			s->from += piece->text.n;
			s->line += count_lines(piece->text);
			return 1;
		}
		if (s->end)
			return 0;
		compact(s);
		if (!s->skipping && s->buf.len > SOURCE_LINE) {
			s->skipping = piece->too_long = true;
			return 1;
		}
		rc = more(s, err);
		if (rc < 0)
			return rc;
	}
}

bool source_identity(struct source *s, struct strbuf *out, struct err *err)
{
	struct stat st;
	struct str head;

	if (fstat(s->fd, &st) < 0 || !S_ISREG(st.st_mode) || source_head(s, &head, err) < 0)
		return false;
	strbuf_addf(out, "%" PRId64 " %" PRId64 ".%09ld %016" PRIx64, (int64_t)st.st_size, (int64_t)st.st_mtim.tv_sec,
		st.st_mtim.tv_nsec, hash_bytes(head.p, head.n));
	return true;
}

uint64_t source_used(const struct source *s, size_t *line)
{
	*line = s->line;
	return s->bytes - (s->buf.len - s->from);
}

bool source_go_on(struct source *s, uint64_t bytes, size_t line)
{
	char last = 0;

	if (!bytes || pread(s->fd, &last, 1, (off_t)bytes - 1) != 1 || last != '\n'
		|| lseek(s->fd, (off_t)bytes, SEEK_SET) < 0)
		return false;
	strbuf_reset(&s->buf);
	s->from = 0;
	s->line = line;
	s->bytes = bytes;
	s->end = false;
	return true;
}

uint64_t source_read_bytes(const struct source *s)
{
	return s->bytes;
}

uint64_t source_size(const struct source *s)
{
	return s->size;
}
