"""Roles by their names."""

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.roles import Role


def _tr(text: str) -> str:
    return QCoreApplication.translate("roles", text)


def role_name(role: Role) -> str:
    """What people call a role: its own name, or for a shipped one the name in the window's language."""
    if role.name:
        return role.name
    shipped = {
        "visitor": _tr("Visitor today"),
        "week": _tr("One week"),
        "month": _tr("30 days"),
        "semester": _tr("Semester"),
        "contract": _tr("Contract, one year"),
        "permanent": _tr("No end"),
    }
    return shipped.get(role.key, role.key)
