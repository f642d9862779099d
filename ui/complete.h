/*
 * complete - what the last word of a prompt may be completed to. Each is a prompt_complete; data is
 * the browser.
 */
#ifndef UI_COMPLETE_H
#define UI_COMPLETE_H

#include "prompt.h"

prompt_complete complete_tag;	  /* +name, -name of the reader's own tags */
prompt_complete complete_list;	  /* reading lists; the whole line is the name */
prompt_complete complete_query;	  /* fields, and the tags and lists they name */
prompt_complete complete_command; /* verbs and actions, then as in a query */

#endif
