"""What people type, checked beside the field; the operations decide."""
