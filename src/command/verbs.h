/*
 * verbs - the rows that verbs.c puts in a table; each stands in the file of its name.
 */
#ifndef COMMAND_VERBS_H
#define COMMAND_VERBS_H

#include "command/verb.h"

extern const struct verb verb_backup, verb_browse, verb_code, verb_doctor, verb_export, verb_extract, verb_fetch,
	verb_help, verb_import, verb_list, verb_lists,
	verb_log, verb_mark, verb_note, verb_open, verb_related, verb_show,
	verb_tag, verb_tags, verb_undo;

#endif
