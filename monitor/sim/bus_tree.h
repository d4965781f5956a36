/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#pragma once

#include <gio/gio.h>

/* D-Bus objects under an ObjectManager, with properties as plain variants. Unlike GDBus skeletons
 * it signals every change at once and also unchanged values, as bluetoothd does for notifications.
 */
typedef struct _ThecalBusTree ThecalBusTree;
typedef struct _ThecalBusObject ThecalBusObject;

/* Answers @invocation now or later. @object is alive during the call only. */
typedef void (*ThecalBusMethod) (ThecalBusObject *object,
                                 const char *interface,
                                 const char *method,
                                 GVariant *parameters,
                                 GDBusMethodInvocation *invocation,
                                 gpointer user_data);
/* A client wrote a property; returns FALSE to refuse it. */
typedef gboolean (*ThecalBusWrite) (ThecalBusObject *object,
                                    const char *interface,
                                    const char *property,
                                    GVariant *value,
                                    gpointer user_data);

/* @xml: introspection of every interface in use. @manager_path gets the ObjectManager. */
ThecalBusTree *thecal_bus_tree_new (GDBusConnection *bus,
                                    const char *manager_path,
                                    const char *xml,
                                    ThecalBusMethod on_method,
                                    ThecalBusWrite on_write,
                                    gpointer user_data);
/* Takes every object off the bus without signals. */
void thecal_bus_tree_free (ThecalBusTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalBusTree, thecal_bus_tree_free)

/* @interface_properties: a{sa{sv}}, consumed if floating; signals InterfacesAdded. @tag is handed
 * back by thecal_bus_object_get_tag(). */
ThecalBusObject *thecal_bus_tree_add (ThecalBusTree *self,
                                      const char *path,
                                      GVariant *interface_properties,
                                      gpointer tag);
/* Signals InterfacesRemoved; nothing where there is no such object. */
void thecal_bus_tree_remove (ThecalBusTree *self, const char *path);
ThecalBusObject *thecal_bus_tree_lookup (ThecalBusTree *self, const char *path);

const char *thecal_bus_object_get_path (const ThecalBusObject *self);
gpointer thecal_bus_object_get_tag (const ThecalBusObject *self);
/* Consumes a floating @value; always signals PropertiesChanged. */
void thecal_bus_object_set (ThecalBusObject *self,
                            const char *interface,
                            const char *property,
                            GVariant *value);
/* The property is gone from now on. */
void
thecal_bus_object_invalidate (ThecalBusObject *self, const char *interface, const char *property);
gboolean
thecal_bus_object_get_boolean (ThecalBusObject *self, const char *interface, const char *property);
