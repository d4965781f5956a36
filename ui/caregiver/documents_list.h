/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <adwaita.h>

#include "shared/monitor_client.h"

/* The papers in the shelf: printout, instructions, cards, each with its date (000-20). */
#define THECAL_TYPE_DOCUMENTS_LIST (thecal_documents_list_get_type ())
G_DECLARE_FINAL_TYPE (ThecalDocumentsList, thecal_documents_list, THECAL, DOCUMENTS_LIST, AdwBin)

/* Signal "changed" (): other documents, or their pictures were read. */

GtkWidget *thecal_documents_list_new (ThecalMonitorClient *client, const char *state_dir);
/* Printouts and cards that are pictures and can be printed. */
guint thecal_documents_list_get_n_pictures (ThecalDocumentsList *self);
/* Those that are none, and are printed from where they are opened. */
guint thecal_documents_list_get_n_unprinted (ThecalDocumentsList *self);
/* (transfer full) of GdkPixbuf */
GPtrArray *thecal_documents_list_load_pictures (ThecalDocumentsList *self);
