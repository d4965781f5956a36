/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gi18n.h>

#include "kiosk/calm_page.h"
#include "kiosk/window_parts.h"

/* Its page in the stack, by name. */
static const char *const names[THECAL_N_KIOSK_PAGES] = {
  [THECAL_KIOSK_PAGE_CALM] = "calm", [THECAL_KIOSK_PAGE_ALARM] = "alarm",
  [THECAL_KIOSK_PAGE_LOST] = "lost", [THECAL_KIOSK_PAGE_WALK] = "walk",
  [THECAL_KIOSK_PAGE_CALL] = "call", [THECAL_KIOSK_PAGE_BEEP] = "beep",
  [THECAL_KIOSK_PAGE_PIN] = "pin",   [THECAL_KIOSK_PAGE_SETTINGS] = "settings",
};

static GtkWidget *
page_new (ThecalKioskWindow *self, ThecalKioskPage page)
{
  if (page == THECAL_KIOSK_PAGE_CALM)
    return thecal_calm_page_new (self->client, self->plan);

  return gtk_label_new (names[page]);
}

void
thecal_kiosk_window_make_page (ThecalKioskWindow *self, ThecalKioskPage page)
{
  self->pages[page] = page_new (self, page);
  gtk_stack_add_named (GTK_STACK (self->stack), self->pages[page], names[page]);
}
