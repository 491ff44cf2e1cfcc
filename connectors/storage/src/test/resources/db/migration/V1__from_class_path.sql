CREATE TABLE from_class_path (a int);
