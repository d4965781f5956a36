/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include "bluetooth/bus_link.h"
#include "core/codec/frame.h"

/* GATT operations of one device, one after the other (bluetooth.md R13), each with its own time
 * limit and a few repetitions while bluetoothd says InProgress. */
typedef struct _ThecalGattQueue ThecalGattQueue;

/* @value: what was read; NULL for other operations and on @error. Not called after free. */
typedef void (*ThecalGattDone) (ThecalFrameKind kind,
                                GVariant *value,
                                const GError *error,
                                gpointer user_data);

/* Does not own @link. */
ThecalGattQueue *
thecal_gatt_queue_new (ThecalBusLink *link, ThecalGattDone done, gpointer user_data);
/* Drops what waits and cancels what runs. */
void thecal_gatt_queue_free (ThecalGattQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalGattQueue, thecal_gatt_queue_free)

void thecal_gatt_queue_start_notify (ThecalGattQueue *self, ThecalFrameKind kind, const char *path);
void thecal_gatt_queue_read (ThecalGattQueue *self, ThecalFrameKind kind, const char *path);
/* Returns FALSE, and writes nothing, where the write is not on the allow-list. */
gboolean thecal_gatt_queue_write (ThecalGattQueue *self,
                                  ThecalFrameKind kind,
                                  const char *path,
                                  const guint8 *data,
                                  gsize len);
gboolean thecal_gatt_queue_is_idle (ThecalGattQueue *self);
