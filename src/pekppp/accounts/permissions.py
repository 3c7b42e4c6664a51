"""What every signed-in person may do with the own account."""

import rules

rules.add_perm("accounts.change_own_password", rules.is_authenticated)
