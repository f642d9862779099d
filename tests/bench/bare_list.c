/*
 * bare_list FILE: the least that a list of titles can cost with ncurses, as the measure for the browser. Keys: j k q.
 *
 * Reads only the first lines of the file; says when it is idle as the browser does (tests/functional/pty.h).
 */
#include <locale.h>
#include <ncurses.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TITLES = 1000, TITLE_TEXT = 256 };

static char titles[TITLES][TITLE_TEXT];
static int titles_n, cursor, top;

static void read_titles(const char *path)
{
	FILE *f = fopen(path, "r");

	if (!f) {
		perror(path);
		exit(2);
	}
	while (titles_n < TITLES && fgets(titles[titles_n], TITLE_TEXT, f))
		titles[titles_n][strcspn(titles[titles_n], "\n")] = 0, titles_n++;
	fclose(f);
}

static void draw(void)
{
	int height = LINES - 1;

	if (cursor < top)
		top = cursor;
	if (cursor >= top + height)
		top = cursor - height + 1;
	for (int y = 0; y < height; y++) {
		move(y, 0);
		if (top + y == cursor)
			attron(A_REVERSE);
		if (top + y < titles_n)
			addnstr(titles[top + y], COLS);
		clrtoeol();
		attroff(A_REVERSE);
	}
	mvprintw(height, 0, "%d/%d", cursor + 1, titles_n);
	clrtoeol();
	refresh();
}

static void say_idle(int fd, uint64_t bytes)
{
	uint64_t sync[2] = {bytes, 0};

	if (fd >= 0 && write(fd, sync, sizeof sync) < 0)
		exit(1);
}

int main(int argc, char **argv)
{
	int fd = getenv("CARREL_SYNC_FD") ? atoi(getenv("CARREL_SYNC_FD")) : -1, key;
	uint64_t bytes = 0;

	if (argc < 2)
		return 2;
	read_titles(argv[1]);
	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	curs_set(0);
	idlok(stdscr, TRUE);
	draw();
	say_idle(fd, bytes);
	while ((key = getch()) != 'q') {
		bytes++;
		if (key == 'j' && cursor + 1 < titles_n)
			cursor++;
		else if (key == 'k' && cursor)
			cursor--;
		draw();
		say_idle(fd, bytes);
	}
	endwin();
	return 0;
}
