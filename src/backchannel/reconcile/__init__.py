"""Reconcile the readings of many reports into the entries of one record."""

from backchannel.reconcile.entries import Reconciled, reconcile

__all__ = ["Reconciled", "reconcile"]
