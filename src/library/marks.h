/*
 * marks - the reader's own: tags, reading lists, states, stars, notes; and the journal that undoes them.
 *
 * Every change goes through the journal: a change is a row with the value before and after, changes made
 * by one action share an entry, and undo writes the values before. Papers are named by id in
 * it, so undo works after a restart and after two rows became one.
 */
#ifndef LIBRARY_MARKS_H
#define LIBRARY_MARKS_H

#include "library/library.h"

/* One action of the reader: everything between begin and end is one transaction and one undo. */
int marks_begin(struct library *lib, const char *what, struct err *err); /* "tag +optim", for the log */
int marks_end(struct library *lib, struct err *err); /* an action that changed nothing leaves no entry */
void marks_cancel(struct library *lib);

/* Within an action. Each answers 1 where it changed something, 0 where it was so already. */
int marks_tag(struct library *lib, int64_t num, const char *name, bool on, struct err *err);
/*
 * Says that a tag which lists or rules found in the paper is wrong there (on), or right after all. tag: its name, with
 * "dataset:" or "method:" in front where the name is one of both. What is rejected is kept apart: no search,
 * no count and no related work knows of it, and neither another import nor other lists bring it back.
 * ERR_NOT_FOUND where the paper has no such tag. PART_REJECTED (library.h) reads them.
 */
int marks_reject(struct library *lib, int64_t num, const char *tag, bool on, struct err *err);
/* What somebody reads, has read or passes over is no longer unread. */
int marks_state(struct library *lib, int64_t num, enum paper_state state, struct err *err);
int marks_star(struct library *lib, int64_t num, bool on, struct err *err);

/* Off: the reader has seen the paper, as of the version at hand; a newer one will be told. */
int marks_unread(struct library *lib, int64_t num, bool on, struct err *err);
int marks_seen_version(struct library *lib, int64_t num, int version, struct err *err); /* it was this one */

/*
 * Says that the reader has seen the paper: what the browser does by itself when it shows one. Not an action, so
 * not in the journal: undo takes back what the reader did. 1 where it was unread, or another version was seen.
 */
int marks_seen(struct library *lib, int64_t num, struct err *err);
int marks_note(struct library *lib, int64_t num, const char *text, struct err *err); /* NULL or "": none */

/* Names of tags and lists: one line, no "," and no leading "+", "-" or "#", at most 64 columns. */
int marks_name_ok(const char *name, struct err *err);

/* ---- reading lists ---- */

struct reading_list {
	const char *name;
	int64_t papers;
};

struct reading_lists {
	VEC_OF(struct reading_list);
};

int lists_all(struct library *lib, struct arena *a, struct reading_lists *lists, struct err *err);

/* Within an action. A list that is added to is made where there is none. position from 1, 0: at the end. */
int lists_add(struct library *lib, const char *name, int64_t num, int position, struct err *err);
int lists_remove(struct library *lib, const char *name, int64_t num, struct err *err);
int lists_move(struct library *lib, const char *name, int64_t num, int position, struct err *err);
int lists_rename(struct library *lib, const char *name, const char *to, struct err *err);
int lists_delete(struct library *lib, const char *name, struct err *err);

/* ---- the journal ---- */

struct journal_entry {
	int64_t entry;
	const char *at;   /* ISO 8601 */
	const char *what; /* "tag +optim" */
	int64_t papers;   /* how many it touched */
	bool undone;
};

struct journal {
	VEC_OF(struct journal_entry);
};

int journal_read(struct library *lib, size_t most, struct arena *a, struct journal *j, struct err *err);

/* Undoes the newest entry that is not undone (ERR_NOT_FOUND: none); *what gets its text. */
int journal_undo(struct library *lib, struct arena *a, const char **what, struct err *err);

/* Does again what was undone last, where nothing was changed since. */
int journal_redo(struct library *lib, struct arena *a, const char **what, struct err *err);

#endif
