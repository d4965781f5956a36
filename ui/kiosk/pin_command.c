/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/pin_command.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "kiosk/pin_rules.h"
#include "kiosk/pin_store.h"

#define EXIT_NO_PIN 2
#define LINE_SIZE (THECAL_PIN_DIGITS_MOST + 3) /* one digit too many, end of line, NUL */

static gboolean
read_line (const char *prompt, char line[LINE_SIZE])
{
  const gboolean typed = isatty (STDIN_FILENO) != 0;
  struct termios seen, unseen;
  char *got;

  if (typed) {
    fputs (prompt, stderr);
    tcgetattr (STDIN_FILENO, &seen);
    unseen = seen;
    unseen.c_lflag &= ~(tcflag_t) ECHO;
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &unseen);
  }
  got = fgets (line, LINE_SIZE, stdin);
  if (typed) {
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &seen);
    fputc ('\n', stderr);
  }
  if (got != NULL)
    line[strcspn (line, "\r\n")] = '\0';

  return got != NULL;
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(ThecalPinAnswer **) user_data = thecal_pin_store_finish (result, NULL);
}

static int
keep (const char *pin)
{
  g_autoptr (ThecalPinAnswer) answer = NULL;

  thecal_pin_store_choose_async (pin, NULL, on_kept, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (answer->outcome == THECAL_PIN_OPENED)
    return 0;
  g_printerr ("thecal-kiosk: %s\n", answer->fault);

  return 1;
}

int
thecal_pin_command_run (void)
{
  char pin[LINE_SIZE] = "", again[LINE_SIZE] = "";
  int status = EXIT_NO_PIN;

  if (!read_line (_ ("New PIN: "), pin) || thecal_pin_rules_check (pin) != THECAL_PIN_GOOD)
    g_printerr (_ ("thecal-kiosk: expected 4 to 12 digits that are not easy to guess\n"));
  else if (isatty (STDIN_FILENO) != 0 && (!read_line (_ ("The same PIN again: "), again) ||
                                          !thecal_pin_rules_is_same (pin, again)))
    g_printerr (_ ("thecal-kiosk: these two were not the same\n"));
  else
    status = keep (pin);
  explicit_bzero (pin, sizeof pin);
  explicit_bzero (again, sizeof again);

  return status;
}
