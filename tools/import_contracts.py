"""A kind of contract for import-linter: some modules import only what a list allows."""

from __future__ import annotations

import sys
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class AllowList(Contract):
    """The importers, with all their submodules, import each other and what is allowed.

    The standard library is always allowed. On the list, `package.*` stands for its modules.
    """

    importers = fields.ListField(subfield=fields.StringField())
    allowed = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002
        """Find the imports that are not on the list."""
        modules: set[str] = set()
        for importer in self.importers:
            modules |= {importer, *graph.find_descendants(importer)}
        found = sorted(
            (module, imported)
            for module in modules
            for imported in graph.find_modules_directly_imported_by(module)
            if imported not in modules and not self._is_allowed(imported)
        )
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that is not on the list."""
        found: list[tuple[str, str]] = check.metadata["found"]
        for module, imported in found:
            output.print_error(f"{module} imports {imported}, which is not on the list.")

    def _is_allowed(self, imported: str) -> bool:
        if imported.partition(".")[0] in sys.stdlib_module_names:
            return True
        allowed: Any = self.allowed
        return imported in allowed or f"{imported.rpartition('.')[0]}.*" in allowed
