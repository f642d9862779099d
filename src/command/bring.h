/*
 * bring - what fetch and code bring from the network into the library: papers, code pages, citations. One run at a
 * time, told to whoever watches it (haul.h). And files, of which several runs may read at once.
 */
#ifndef COMMAND_BRING_H
#define COMMAND_BRING_H

#include "app/ingest.h"
#include "app/visit.h"
#include "command/haul.h"

struct bring {
	struct cmd *cmd;
	struct haul haul;
	struct library *lib;
	struct ingest all;
	struct visit_tally visits;
	struct strs brought; /* ids of the papers that came, in the arena of cmd */
	int lock;
	bool locked;
};

/* background: run by the browser, see haul.h. With b to be ended in every case. */
int bring_begin(struct bring *b, struct cmd *cmd, bool background, struct err *err);

/* Ends the run, which came to rc, and answers what its verb answers. */
int bring_end(struct bring *b, int rc, struct err *err);

/* Takes the lock: 1 where it is ours; 0 where another run has it, which was told. */
int bring_lock(struct bring *b, struct err *err);

/* For struct ingest_watch and struct fetch_watch. */
bool bring_stop(void *bring);

/* With the lock. Each saves what comes as it comes; ERR_PARTLY and ERR_NETWORK leave the next part to be done. */
int bring_papers(struct bring *b, const struct strs *words, struct err *err);
int bring_pages(struct bring *b, const struct code_page_vec *pages, struct err *err);
int bring_citations(struct bring *b, struct err *err);

/*
 * The papers of files, each a source of its own (ingest_file); format NULL: told from name and contents. No lock is
 * needed. One that fails does not keep the others from being read.
 */
int bring_files(struct bring *b, const struct strs *paths, const struct format *format, struct err *err);

/*
 * A word that names a code page: "github.com/owner/name", with or without https:// and what follows; adds it, in the
 * arena.
 */
bool bring_is_page(const char *word, struct arena *a, struct code_page_vec *pages);

#endif
