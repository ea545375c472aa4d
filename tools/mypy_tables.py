"""A mypy plugin: on a table's class, a field is a column (`Goal.title.is_(None)`, `Goal.id == 3`).

SQLModel declares `title: str` once for both the row and the column, so mypy takes every condition
for a plain bool. The alternative is `col(...)` around every column of every query.
"""

from collections.abc import Callable

from mypy.nodes import TypeInfo
from mypy.plugin import AttributeContext, Plugin
from mypy.types import CallableType, Instance, Type, get_proper_type

TABLES = "db.tables."
COLUMN = "sqlalchemy.orm.attributes.InstrumentedAttribute"


class TablePlugin(Plugin):
    def get_class_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        name = fullname.rpartition(".")[2]
        if fullname.startswith(TABLES) and not name.startswith("_") and name != "metadata":
            return self.as_column
        return None

    def as_column(self, context: AttributeContext) -> Type:
        declared = get_proper_type(context.default_attr_type)
        column = self.lookup_fully_qualified(COLUMN)
        info = column.node if column else None
        if isinstance(info, TypeInfo) and not isinstance(declared, CallableType):
            return Instance(info, [declared])
        return declared


def plugin(version: str) -> type[Plugin]:
    return TablePlugin
