/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* What org.bluez has told of its objects: path -> interface -> property -> value. Filled by the
 * bus link from signals; look-ups cost one hash each and create nothing. */
typedef struct _ThecalObjectTree ThecalObjectTree;

ThecalObjectTree *thecal_object_tree_new (void);
void thecal_object_tree_free (ThecalObjectTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalObjectTree, thecal_object_tree_free)

void thecal_object_tree_clear (ThecalObjectTree *self);
/* @objects: a{oa{sa{sv}}}, the answer of GetManagedObjects; replaces everything. */
void thecal_object_tree_load (ThecalObjectTree *self, GVariant *objects);
/* @interfaces: a{sa{sv}} */
void thecal_object_tree_add (ThecalObjectTree *self, const char *path, GVariant *interfaces);
void
thecal_object_tree_remove (ThecalObjectTree *self, const char *path, const char *const *interfaces);
/* @changed: a{sv}. FALSE where no such object or interface is known. */
gboolean thecal_object_tree_change (ThecalObjectTree *self,
                                    const char *path,
                                    const char *interface,
                                    GVariant *changed,
                                    const char *const *invalidated);

gboolean thecal_object_tree_has (ThecalObjectTree *self, const char *path, const char *interface);
/* Borrowed until the next change; NULL where absent or not of the D-Bus @type. */
GVariant *thecal_object_tree_get (ThecalObjectTree *self,
                                  const char *path,
                                  const char *interface,
                                  const char *property,
                                  const char *type);
/* NULL where absent. */
const char *thecal_object_tree_get_string (ThecalObjectTree *self,
                                           const char *path,
                                           const char *interface,
                                           const char *property);
/* FALSE where absent. */
gboolean thecal_object_tree_get_boolean (ThecalObjectTree *self,
                                         const char *path,
                                         const char *interface,
                                         const char *property);
/* Sorted paths of all objects at or below @below (nullable: all) that have @interface. */
GPtrArray *
thecal_object_tree_list (ThecalObjectTree *self, const char *interface, const char *below);
